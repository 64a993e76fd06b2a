package city.huitong.hub;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Keys and certificates of a hub and its clients, made anew by the JDK's keytool. */
public final class Certificates {

    public static final String PASSWORD = "only-for-tests";

    private static final String TYPE = "PKCS12";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Certificates of the server {@code hub} and these clients, who are trusted, and of {@code stranger}, who is not. */
    public static Certificates of(String... clients) {
        try {
            var folder = Files.createDirectories(Path.of("target", "certificates"));
            var made = new Certificates(Files.createTempDirectory(folder.toAbsolutePath(), "made-"));
            made.pair("stranger");
            made.trust(made.pair("hub"));
            for (var client : clients) {
                made.trust(made.pair(client));
            }
            return made;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Those that were made in this folder. */
    public static Certificates in(Path folder) {
        return new Certificates(folder);
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** The key store of this name, PKCS #12. */
    public Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    /** Whom the hub trusts, PKCS #12. */
    public Path trusted() {
        return store("trusted");
    }

    /** Settings of a hub that speaks TLS and asks clients for their certificates. */
    public Map<String, String> hub() {
        return Map.of(
                "quarkus.http.test-ssl-port",
                "0",
                "quarkus.http.tls-configuration-name",
                "hub",
                "quarkus.tls.hub.key-store.p12.path",
                store("hub").toString(),
                "quarkus.tls.hub.key-store.p12.password",
                PASSWORD,
                "quarkus.tls.hub.trust-store.p12.path",
                trusted().toString(),
                "quarkus.tls.hub.trust-store.p12.password",
                PASSWORD);
    }

    /** TLS as this client speaks it; with an empty name, as one without a certificate. */
    public SSLContext tls(String client) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(client.isEmpty() ? null : load(store(client)), PASSWORD.toCharArray());
        var insistent = new Insistent((X509ExtendedKeyManager) keys.getKeyManagers()[0], client);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(trusted()));
        var tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {insistent}, trust.getTrustManagers(), null);
        return tls;
    }

    /** Shows its certificate also to a server that has named others; Java's own would keep it back. */
    private static final class Insistent extends X509ExtendedKeyManager {

        private final X509ExtendedKeyManager keys;
        private final @Nullable String alias;

        Insistent(X509ExtendedKeyManager keys, String alias) {
            this.keys = keys;
            this.alias = alias.isEmpty() ? null : alias;
        }

        @Override
        public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return alias;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return alias;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, issuers);
        }

        @Override
        public X509Certificate[] getCertificateChain(String name) {
            return keys.getCertificateChain(name);
        }

        @Override
        public PrivateKey getPrivateKey(String name) {
            return keys.getPrivateKey(name);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    /** The thumbprint of a client's certificate as {@code x5t#S256} (RFC 8705 section 3.1). */
    public String thumbprint(String client) throws Exception {
        var certificate = load(store(client)).getCertificate(client).getEncoded();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate));
    }

    /** The private key of this client. */
    public PrivateKey privateKey(String client) throws Exception {
        return (PrivateKey) load(store(client)).getKey(client, PASSWORD.toCharArray());
    }

    /** The certificate of this client, base64 without lines. */
    public String certificate(String client) throws Exception {
        return Base64.getEncoder()
                .encodeToString(load(store(client)).getCertificate(client).getEncoded());
    }

    private static KeyStore load(Path store) throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private String pair(String name) throws IOException {
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                store(name).toString());
        return name;
    }

    private void trust(String name) throws IOException {
        var certificate = folder.resolve(name + ".crt").toString();
        keytool(
                "-exportcert",
                "-alias",
                name,
                "-file",
                certificate,
                "-keystore",
                store(name).toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                certificate,
                "-keystore",
                trusted().toString());
    }

    private static void keytool(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", TYPE, "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool: " + output);
        }
    }
}
