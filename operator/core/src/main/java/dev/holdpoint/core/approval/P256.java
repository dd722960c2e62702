package dev.holdpoint.core.approval;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/** The curve nistp256 = secp256r1 (FIPS 186-4 D.1.2.3), and ASN.1 as the Java platform wants ECDSA signatures. */
final class P256 {

    private static final ECParameterSpec PARAMETERS = load();
    private static final BigInteger P = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();

    private P256() {}

    static ECParameterSpec parameters() {
        return PARAMETERS;
    }

    /** Java's key factory does not look, and a point elsewhere is on a curve that the sender chose. */
    static boolean onCurve(ECPoint point) {
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3)
                .add(PARAMETERS.getCurve().getA().multiply(x))
                .add(PARAMETERS.getCurve().getB())
                .mod(P);
        return y.pow(2).mod(P).equals(right);
    }

    static boolean inGroup(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(PARAMETERS.getOrder()) < 0;
    }

    /** DER of {@code SEQUENCE { INTEGER r, INTEGER s }}; both have at most 33 bytes, so lengths are one byte. */
    static byte[] der(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        return new WireWriter()
                .uint8(0x30)
                .uint8(first.length + second.length + 4)
                .uint8(0x02)
                .uint8(first.length)
                .raw(first)
                .uint8(0x02)
                .uint8(second.length)
                .raw(second)
                .bytes();
    }

    private static ECParameterSpec load() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks the curve secp256r1", e);
        }
    }
}
