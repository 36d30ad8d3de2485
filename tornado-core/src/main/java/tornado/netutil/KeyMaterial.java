// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A certificate chain with its private key, and where they came from.
///
/// **Thread**: any. Reads files on the calling thread.
///
/// @param chain the server's or client's own certificate first
/// @param key belongs to the first certificate
/// @param source what to read when the files change
/// @param read when the files were last written, as they were read
/// @param serial tells it from all others
record KeyMaterial(
    List<X509Certificate> chain, PrivateKey key, Source source, List<FileTime> read, long serial) {
  private static final AtomicLong SERIALS = new AtomicLong();

  private KeyMaterial(
      List<X509Certificate> chain, PrivateKey key, Source source, List<FileTime> read) {
    this(chain, key, source, read, SERIALS.incrementAndGet());
  }

  /// Files that hold a chain and a key.
  interface Source {
    /// Reads them.
    ///
    /// @throws IllegalArgumentException if they can't be read or don't fit together
    KeyMaterial load();

    /// Returns when each was last written.
    List<FileTime> written();
  }

  /// Two PEM files, which may be one. No record, whose text would show the password.
  static final class PEMSource implements Source {
    private final Path chain;
    private final Path key;
    private final char @Nullable [] password;

    PEMSource(Path chain, Path key, char @Nullable [] password) {
      this.chain = chain;
      this.key = key;
      this.password = password;
    }

    @Override
    public KeyMaterial load() {
      List<FileTime> written = written();
      List<X509Certificate> certificates = PEM.certificates(chain);
      PrivateKey secret = PEM.privateKey(key, password);
      if (!KeyProof.belongs(secret, certificates.getFirst().getPublicKey())) {
        throw new IllegalArgumentException(
            "private key in " + key + " does not belong to the first certificate in " + chain);
      }
      return new KeyMaterial(certificates, secret, this, written);
    }

    @Override
    public List<FileTime> written() {
      return List.of(lastWrite(chain), lastWrite(key));
    }
  }

  /// A PKCS#12 file (RFC 7292).
  static final class PKCS12Source implements Source {
    private final Path file;
    private final char[] password;

    PKCS12Source(Path file, char[] password) {
      this.file = file;
      this.password = password;
    }

    @Override
    public KeyMaterial load() {
      List<FileTime> written = written();
      KeyStore store = store();
      try {
        for (String alias : Collections.list(store.aliases())) {
          if (store.getKey(alias, password) instanceof PrivateKey key) {
            return new KeyMaterial(chain(store.getCertificateChain(alias)), key, this, written);
          }
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("can't read " + file + ": " + e.getMessage(), e);
      }
      throw new IllegalArgumentException("no private key in " + file);
    }

    @Override
    public List<FileTime> written() {
      return List.of(lastWrite(file));
    }

    private KeyStore store() {
      try (InputStream in = Files.newInputStream(file)) {
        var store = KeyStore.getInstance("PKCS12");
        store.load(in, password);
        return store;
      } catch (IOException e) {
        boolean wrongPassword = e.getCause() instanceof UnrecoverableKeyException;
        throw new IllegalArgumentException(
            (wrongPassword ? "wrong password for " : "no readable PKCS#12 file: ") + file, e);
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("can't read " + file + ": " + e.getMessage(), e);
      }
    }

    private List<X509Certificate> chain(Certificate @Nullable [] certificates) {
      if (certificates == null) {
        throw new IllegalArgumentException("private key without a certificate in " + file);
      }
      return Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
    }
  }

  /// Tells whether the files were written since.
  boolean stale() {
    return !source.written().equals(read);
  }

  String algorithm() {
    return key.getAlgorithm();
  }

  private static FileTime lastWrite(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("file does not exist: " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
