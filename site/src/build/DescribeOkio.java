// SPDX-License-Identifier: Apache-2.0
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.reflect.AccessFlag;

/// Gives okio's jar in a folder the module descriptor that it comes without.
///
/// A module that has none reads all others that have none, and `import module tornado.server` would bring their packages too: in a program of one
/// file `Set` would be H2's as well as Java's, and `Function` Pebble's.
///
/// args: the folder.
void main(String[] args) throws IOException {
  try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "okio-jvm-*.jar")) {
    for (Path jar : jars) {
      describe(jar);
    }
  }
}

void describe(Path jar) throws IOException {
  try (FileSystem content = FileSystems.newFileSystem(jar)) {
    Path descriptor = content.getPath("module-info.class");
    if (Files.notExists(descriptor)) {
      Files.write(descriptor, ClassFile.of().buildModule(okio()));
    }
  }
}

ModuleAttribute okio() {
  return ModuleAttribute.of(
      ModuleDesc.of("okio"),
      module ->
          module
              .requires(ModuleDesc.of("java.base"), List.of(AccessFlag.MANDATED), null)
              .requires(ModuleDesc.of("java.logging"), List.of(), null)
              .requires(ModuleDesc.of("kotlin.stdlib"), List.of(), null)
              .exports(PackageDesc.of("okio"), List.of()));
}
