package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemGenerationException;
import org.bouncycastle.util.io.pem.PemObjectGenerator;

/** Keys and certificates as PEM files. */
public final class Pem {
    private Pem() {}

    static void write(Path file, Object publicThing) {
        TextFile.write(file, text(publicThing));
    }

    static void writeSecret(Path file, PrivateKey key) {
        TextFile.secret(file, text(pkcs8(key)));
    }

    public static X509Certificate certificate(Path file) {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the certificate " + file, e);
        } catch (CertificateException e) {
            throw new ClusterTrouble(file + " holds no certificate", "Run `./holdpoint dev down --purge`.", e);
        }
    }

    public static PrivateKey privateKey(Path file) {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            Object found = parser.readObject();
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return switch (found) {
                case PrivateKeyInfo info -> converter.getPrivateKey(info);
                // As OpenSSL and k3s write the keys of elliptic curves.
                case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
                case null, default ->
                    throw new ClusterTrouble(file + " holds no private key", "Run `./holdpoint dev down --purge`.");
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key " + file, e);
        }
    }

    private static PemObjectGenerator pkcs8(PrivateKey key) {
        try {
            return new JcaPKCS8Generator(key, null);
        } catch (PemGenerationException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object thing) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
