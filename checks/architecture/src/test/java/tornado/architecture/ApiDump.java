// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The public API of a module as sorted text: all that a user can name in the packages exported to everyone.
///
/// Members that a public type inherits from a package-private one are listed with the public type.
final class ApiDump {
  private static final int ACCESS = Modifier.PUBLIC | Modifier.PROTECTED;
  private static final int TYPE_MODIFIERS = ACCESS | Modifier.ABSTRACT | Modifier.FINAL;
  private static final int METHOD_MODIFIERS =
      ACCESS | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

  private ApiDump() {}

  /// Returns the dump of the module whose compiled classes are in a folder.
  static String of(Path classes) {
    TreeMap<String, String> types = new TreeMap<>();
    for (String name : exportedPackages(classes)) {
      for (Class<?> type : typesIn(classes, name)) {
        if (visible(type)) {
          types.put(type.getName(), dump(type));
        }
      }
    }
    return String.join("\n", types.values());
  }

  static List<String> exportedPackages(Path classes) {
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Class<?>> typesIn(Path classes, String packageName) {
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      List<Class<?>> types = new ArrayList<>();
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          types.add(load(packageName + "." + name.substring(0, name.length() - 6)));
        }
      }
      return types;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiDump.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Tells whether a user can name the type: it and all around it are public or protected.
  private static boolean visible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || (type.getModifiers() & ACCESS) == 0) {
      return false;
    }
    Class<?> around = type.getEnclosingClass();
    return around == null || visible(around);
  }

  /// Returns the text for one type that a user can name.
  static String dump(Class<?> type) {
    TreeSet<String> members = new TreeSet<>();
    for (Class<?> source : withHiddenParents(type)) {
      Arrays.stream(source.getDeclaredFields())
          .filter(it -> shown(it.getModifiers(), it.isSynthetic()))
          .forEach(field -> members.add(text(field)));
      Arrays.stream(source.getDeclaredMethods())
          .filter(it -> shown(it.getModifiers(), it.isSynthetic()))
          .forEach(method -> members.add(text(method)));
    }
    Arrays.stream(type.getDeclaredConstructors())
        .filter(it -> shown(it.getModifiers(), it.isSynthetic()))
        .forEach(constructor -> members.add(text(constructor)));
    String body =
        members.stream().map(member -> "  " + member + "\n").collect(Collectors.joining());
    return head(type) + " {\n" + body + "}\n";
  }

  private static List<Class<?>> withHiddenParents(Class<?> type) {
    List<Class<?>> sources = new ArrayList<>(List.of(type));
    Class<?> parent = type.getSuperclass();
    while (parent != null && (parent.getModifiers() & Modifier.PUBLIC) == 0) {
      sources.add(parent);
      parent = parent.getSuperclass();
    }
    return sources;
  }

  private static boolean shown(int modifiers, boolean synthetic) {
    return (modifiers & ACCESS) != 0 && !synthetic;
  }

  private static String head(Class<?> type) {
    StringBuilder text = new StringBuilder(deprecated(type.getAnnotation(Deprecated.class)));
    text.append(modifiers(type.getModifiers(), type.isInterface() ? ACCESS : TYPE_MODIFIERS));
    text.append(type.isSealed() ? "sealed " : "").append(kind(type)).append(' ');
    text.append(type.getName()).append(typeParameters(type.getTypeParameters()).strip());
    if (type.isRecord()) {
      text.append(
          Arrays.stream(type.getRecordComponents())
              .map(ApiDump::text)
              .collect(Collectors.joining(", ", "(", ")")));
    }
    AnnotatedType parent = type.getAnnotatedSuperclass();
    if (parent != null
        && !parent.getType().equals(Object.class)
        && !type.isRecord()
        && !type.isEnum()) {
      text.append(" extends ").append(text(parent));
    }
    text.append(
        list(type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces()));
    if (type.isSealed()) {
      text.append(permits(type));
    }
    return text.toString();
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
  }

  private static String permits(Class<?> type) {
    String names =
        Arrays.stream(type.getPermittedSubclasses())
            .filter(ApiDump::visible)
            .map(Class::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " permits " + names;
  }

  private static String text(RecordComponent component) {
    return text(component.getAnnotatedType()) + " " + component.getName();
  }

  private static String text(Field field) {
    return deprecated(field.getAnnotation(Deprecated.class))
        + modifiers(field.getModifiers(), METHOD_MODIFIERS)
        + text(field.getAnnotatedType())
        + " "
        + field.getName();
  }

  private static String text(Method method) {
    Object value = method.getDefaultValue();
    return deprecated(method.getAnnotation(Deprecated.class))
        + (method.isDefault() ? "default " : "")
        + modifiers(method.getModifiers(), METHOD_MODIFIERS)
        + typeParameters(method.getTypeParameters())
        + text(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + parameters(method)
        + (value == null ? "" : " default " + value);
  }

  private static String text(Constructor<?> constructor) {
    return deprecated(constructor.getAnnotation(Deprecated.class))
        + modifiers(constructor.getModifiers(), METHOD_MODIFIERS)
        + typeParameters(constructor.getTypeParameters())
        + "<init>"
        + parameters(constructor);
  }

  private static String parameters(Executable member) {
    List<String> types =
        new ArrayList<>(
            Arrays.stream(member.getAnnotatedParameterTypes()).map(ApiDump::text).toList());
    if (member.isVarArgs()) {
      types.add(types.removeLast().replaceFirst("\\[]$", "..."));
    }
    return "("
        + String.join(", ", types)
        + ")"
        + list(" throws ", member.getAnnotatedExceptionTypes());
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables).map(ApiDump::text).collect(Collectors.joining(", ", "<", "> "));
  }

  private static String text(TypeVariable<?> variable) {
    String bounds =
        Arrays.stream(variable.getAnnotatedBounds())
            .map(ApiDump::text)
            .collect(Collectors.joining(" & "));
    return bounds.equals("Object") ? variable.getName() : variable.getName() + " extends " + bounds;
  }

  private static String list(String word, AnnotatedType[] types) {
    return types.length == 0
        ? ""
        : Arrays.stream(types).map(ApiDump::text).collect(Collectors.joining(", ", word, ""));
  }

  private static String text(AnnotatedType type) {
    return type.toString()
        .replace("@org.jspecify.annotations.Nullable()", "@Nullable")
        .replace("@org.jspecify.annotations.NonNull()", "@NonNull")
        .replaceAll("\\bjava\\.lang\\.(?=(@Nullable )?[A-Z]\\w*\\b(?!\\.[a-z]))", "");
  }

  private static String modifiers(int modifiers, int shown) {
    String text = Modifier.toString(modifiers & shown);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String deprecated(@Nullable Deprecated annotation) {
    if (annotation == null) {
      return "";
    }
    return annotation.forRemoval() ? "@Deprecated(forRemoval) " : "@Deprecated ";
  }
}
