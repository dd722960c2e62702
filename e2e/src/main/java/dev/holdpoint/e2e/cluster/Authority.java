package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The cluster's own certificate authority: one self-signed P-256 key in the state folder, made once. It signs the
 * servers (API server, kubelet, etcd, Git server) and the clients (admin, installer, people).
 */
public final class Authority {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(365);
    private static final Duration SERVER_LIFE = Duration.ofDays(364);
    private static final Duration CLIENT_LIFE = Duration.ofDays(1);
    /** Clocks of pods and host are one, but a restored machine may lag. */
    private static final Duration BACKDATE = Duration.ofMinutes(5);

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    public Authority(Path folder) {
        this.folder = folder;
        if (!Files.exists(certificateFile()) || !Files.exists(keyFile())) {
            make();
        }
    }

    /** PEM of the authority's certificate. */
    public Path certificateFile() {
        return folder.resolve("ca.crt");
    }

    private Path keyFile() {
        return folder.resolve("ca.key");
    }

    /** A server's certificate for these names; an IP address is recognised as such. Kept under {@code name}. */
    public KeyAndCertificate server(String name, List<String> hosts) {
        return issue(name, keyPair(), name(name, List.of()), SERVER_LIFE, hosts);
    }

    /** A client's certificate, valid for a day; RSA, since fabric8 takes every unlabelled client key for one. */
    public KeyAndCertificate client(String file, ClientIdentity who) {
        return issue(file, rsaKeyPair(), name(who.user(), who.groups()), CLIENT_LIFE, List.of());
    }

    /** For parts of the cluster that live as long as it does; a kubelet must not lose its identity at midnight. */
    KeyAndCertificate component(String file, ClientIdentity who, List<String> hosts) {
        return issue(file, keyPair(), name(who.user(), who.groups()), SERVER_LIFE, hosts);
    }

    /** A P-256 key pair for service account tokens, as two PEM files {@code name.key} and {@code name.pub}. */
    KeyFiles signingKey(String name) {
        KeyFiles files = new KeyFiles(folder.resolve(name + ".key"), folder.resolve(name + ".pub"));
        if (!Files.exists(files.privateKey())) {
            KeyPair pair = keyPair();
            Pem.write(files.publicKey(), pair.getPublic());
            Pem.writeSecret(files.privateKey(), pair.getPrivate());
        }
        return files;
    }

    /** Paths of a key pair's PEM files. */
    record KeyFiles(Path privateKey, Path publicKey) {}

    /** Paths of a certificate and its private key, both PEM. */
    public record KeyAndCertificate(Path certificate, Path key) {}

    private static X500Name name(String user, List<String> groups) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        groups.forEach(group -> builder.addRDN(BCStyle.O, group));
        return builder.addRDN(BCStyle.CN, user).build();
    }

    private void make() {
        KeyPair pair = keyPair();
        X500Name self = name("holdpoint-local-ca", List.of());
        try {
            Files.createDirectories(folder);
            JcaX509v3CertificateBuilder builder = builder(self, self, AUTHORITY_LIFE, pair);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            Pem.writeSecret(keyFile(), pair.getPrivate());
            Pem.write(certificateFile(), sign(builder, pair.getPrivate()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the cluster's authority to " + folder, e);
        }
    }

    private KeyAndCertificate issue(String file, KeyPair pair, X500Name subject, Duration life, List<String> hosts) {
        KeyAndCertificate files = new KeyAndCertificate(folder.resolve(file + ".crt"), folder.resolve(file + ".key"));
        X509Certificate authority = Pem.certificate(certificateFile());
        try {
            JcaX509v3CertificateBuilder builder = builder(
                    X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()), subject, life, pair);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            purposes(builder, hosts);
            Pem.writeSecret(files.key(), pair.getPrivate());
            Pem.write(files.certificate(), sign(builder, Pem.privateKey(keyFile())));
        } catch (CertIOException e) {
            throw new ClusterTrouble("no certificate for " + subject, "Report this as a bug.", e);
        }
        return files;
    }

    private static void purposes(JcaX509v3CertificateBuilder builder, List<String> hosts) throws CertIOException {
        if (hosts.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return;
        }
        // etcd and the kubelet also speak as clients of themselves with their server certificate.
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        GeneralName[] names = hosts.stream()
                .map(host -> new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private static boolean isAddress(String host) {
        return host.matches("[0-9.]+") || host.contains(":");
    }

    private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, Duration life, KeyPair pair) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random),
                Date.from(now.minus(BACKDATE)),
                Date.from(now.plus(life)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new ClusterTrouble("this JDK cannot sign with ECDSA P-256", "Use a complete JDK, 21 or newer.", e);
        }
    }

    private KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new ClusterTrouble("this JDK cannot make P-256 keys", "Use a complete JDK, 21 or newer.", e);
        }
    }

    private KeyPair rsaKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new ClusterTrouble("this JDK cannot make RSA keys", "Use a complete JDK, 21 or newer.", e);
        }
    }
}
