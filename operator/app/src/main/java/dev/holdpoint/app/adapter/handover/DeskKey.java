package dev.holdpoint.app.adapter.handover;

import dev.holdpoint.core.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * A key that lives as long as its process and never touches a disk, with the certificate that TLS asks for. The JDK has
 * no public way to make a certificate, so the few DER structures of RFC 5280 (version 1: no extensions) are written out.
 * Clients compare the key, nothing else in the certificate.
 */
record DeskKey(PrivateKey privateKey, X509Certificate certificate) {
    /** AlgorithmIdentifier ecdsa-with-SHA256, RFC 5758. */
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");

    /** OBJECT IDENTIFIER commonName, RFC 5280 appendix A. */
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int SHORT_LENGTH = 0x80;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** No process lives this long; a clock that differs a little does no harm. */
    private static final Duration VALID = Duration.ofDays(3650);

    static DeskKey make(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] body = body(pair.getPublic(), now);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            byte[] der = der(SEQUENCE, body, ECDSA_WITH_SHA256, der(BIT_STRING, new byte[] {0}, signature.sign()));
            return new DeskKey(pair.getPrivate(), (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make an EC key and read its certificate", e);
        }
    }

    private static byte[] body(PublicKey key, Instant now) {
        byte[] name = der(
                SEQUENCE,
                der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, "holdpoint".getBytes(StandardCharsets.UTF_8)))));
        byte[] validity = der(SEQUENCE, time(now.minus(Duration.ofDays(1))), time(now.plus(VALID)));
        byte[] serial = der(INTEGER, BigInteger.valueOf(now.toEpochMilli()).toByteArray());
        return der(SEQUENCE, serial, ECDSA_WITH_SHA256, name, validity, name, key.getEncoded());
    }

    private static byte[] time(Instant when) {
        return der(UTC_TIME, TIME.format(when).getBytes(StandardCharsets.US_ASCII));
    }

    /** What clients are told to expect. */
    Sha256 pin() {
        return pin(certificate.getPublicKey());
    }

    static Sha256 pin(PublicKey key) {
        return Sha256.of(key.getEncoded());
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.size() < SHORT_LENGTH) {
            all.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            all.write(SHORT_LENGTH | (length.length - skip));
            all.write(length, skip, length.length - skip);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
