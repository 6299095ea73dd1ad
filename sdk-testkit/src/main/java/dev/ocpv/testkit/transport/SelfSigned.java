package dev.ocpv.testkit.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and the certificate that it signs itself, for a door that nobody else vouches for. */
final class SelfSigned {
    private static final Duration VALID = Duration.ofDays(3650);
    private static final byte[] LOCALHOST = "localhost".getBytes(StandardCharsets.US_ASCII);

    private final KeyPair keys;
    private final Certificate certificate;

    private SelfSigned(KeyPair keys, Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** {@return a new one, good for that address and for localhost} */
    static SelfSigned forHost(InetAddress host) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] toSign = content(keys, host, Instant.now().minusSeconds(60));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(toSign);
            byte[] der = Der.sequence(toSign, algorithm(), Der.bits(signature.sign()));
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return new SelfSigned(keys, factory.generateCertificate(new ByteArrayInputStream(der)));
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2)); // ecdsa-with-SHA256
    }

    private static byte[] content(KeyPair keys, InetAddress host, Instant from) {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.identifier(2, 5, 4, 3), Der.text("ocpv-testkit"))));
        return Der.sequence(
                Der.tagged(0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(127, new SecureRandom())),
                algorithm(),
                name,
                Der.sequence(Der.time(from), Der.time(from.plus(VALID))),
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(3, Der.sequence(authority(), names(host))));
    }

    private static byte[] authority() {
        return extension(Der.identifier(2, 5, 29, 19), Der.sequence(Der.yes()));
    }

    private static byte[] names(InetAddress host) {
        byte[] loopback = InetAddress.getLoopbackAddress().getAddress();
        byte[] alternatives = host.isAnyLocalAddress() || host.isLoopbackAddress()
                ? Der.sequence(Der.implicit(2, LOCALHOST), Der.implicit(7, loopback))
                : Der.sequence(
                        Der.implicit(2, LOCALHOST), Der.implicit(7, loopback), Der.implicit(7, host.getAddress()));
        return extension(Der.identifier(2, 5, 29, 17), alternatives);
    }

    private static byte[] extension(byte[] identifier, byte[] value) {
        return Der.sequence(identifier, Der.octets(value));
    }

    /** {@return what a server needs to speak TLS with it} */
    SSLContext context() throws IOException {
        try {
            char[] password = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("door", keys.getPrivate(), password, new Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be had: " + e.getMessage(), e);
        }
    }

    /** {@return the certificate as kubeconfigs carry it: PEM, once more in base64} */
    String base64() {
        try {
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
            return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
