package city.huitong.audit.api;

import city.huitong.audit.Checkpoint;
import city.huitong.audit.LogVerifier;
import city.huitong.audit.NotVerified;
import city.huitong.audit.TilePath;
import city.huitong.audit.VerifierKey;
import city.huitong.platform.security.SignedDocument;
import city.huitong.platform.security.SignedDocument.NotSigned;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Checks, without a hub and without a database, what a hub has given out: the proof of a leaf, an exported log, or a copy of
 * the log's folder.
 */
final class VerifyCommand {

    /** It proves what it says. */
    static final int VERIFIED = 0;
    /** It does not. */
    static final int NOT_VERIFIED = 1;
    /** Nothing could be checked: the command was not understood, or there is no such file. */
    static final int USAGE = 2;

    private static final String HELP = """
            verify <file or folder> --key <vkey> [--key <vkey>]... [--since <checkpoint file>]
            verify <file> --jwks <key set file>

            checks, without the hub:
              a proof     the answer of GET /v1/audit/leaves/{id}, or a C2SP tlog-proof whose extra line is the leaf
              an export   the answer of GET /v1/audit/export
              a folder    a copy of the hub's log folder
            --key         a key you trust, as GET /v1/audit/key gives it; more than one after a change of key
              a consent   the answer of GET /v1/consents/{id}/artefact; with --jwks, a file you trust, as
                          GET /.well-known/jwks.json gives it
              a decision  the answer of GET /v1/subjects/{id}/decisions/{policy} or /v1/me/decisions/{policy}; with --jwks
            --since       a checkpoint you kept earlier: the log must begin with it

            exit code 0: verified, 1: not verified, 2: not checked
            """;

    /** The typ of a consent's artefact; the package that signs it comes after this one. */
    private static final String CONSENT = "huitong-consent+jwt";

    /** The typ of a decision's signature, from a later package, too. */
    private static final String DECISION = "huitong-decision+jws";

    private final PrintStream out;
    private final PrintStream err;

    VerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** What is asked for. */
    private record Request(Path what, List<VerifierKey> keys, Optional<Path> since, Optional<Path> keySet) {

        static Request parse(List<String> arguments) {
            var what = new ArrayList<Path>();
            var keys = new ArrayList<VerifierKey>();
            var since = new ArrayList<Path>();
            var keySets = new ArrayList<Path>();
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var argument = rest.next();
                switch (argument) {
                    case "--key" -> keys.add(VerifierKey.parse(next(argument, rest)));
                    case "--since" -> since.add(Path.of(next(argument, rest)));
                    case "--jwks" -> keySets.add(Path.of(next(argument, rest)));
                    default -> what.add(path(argument));
                }
            }
            if (what.size() != 1 || keys.isEmpty() == keySets.isEmpty() || since.size() > 1 || keySets.size() > 1) {
                throw new NotVerified("one file or folder is needed, and at least one key or one key set");
            }
            return new Request(
                    what.getFirst(),
                    keys,
                    since.stream().findFirst(),
                    keySets.stream().findFirst());
        }

        private static String next(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new NotVerified(option + " needs a value");
            }
            return rest.next();
        }

        private static Path path(String argument) {
            if (argument.startsWith("-")) {
                throw new NotVerified("there is no option " + argument);
            }
            return Path.of(argument);
        }
    }

    /** Runs the command; gives its exit code. */
    int run(List<String> arguments) {
        Request request;
        try {
            request = Request.parse(arguments);
        } catch (NotVerified e) {
            err.println(e.what());
            err.println(HELP);
            return USAGE;
        }
        return run(request);
    }

    private int run(Request request) {
        try {
            out.println("verified: " + verify(request));
            return VERIFIED;
        } catch (NotVerified e) {
            err.println("NOT verified: " + e.what());
            return NOT_VERIFIED;
        } catch (NoSuchFileException e) {
            err.println("there is no file " + e.getFile());
            return USAGE;
        } catch (IOException e) {
            err.println("cannot be read: " + e);
            return USAGE;
        }
    }

    private static String verify(Request request) throws IOException {
        if (request.keySet().isPresent()) {
            return verifySigned(
                    small(request.what()).strip(), small(request.keySet().get()));
        }
        if (Files.isDirectory(request.what())) {
            return verifyFolder(request);
        }
        try (var lines = new LeafLines(Files.newInputStream(request.what()))) {
            var first = lines.next().map(VerifyCommand::text).orElse("");
            return ProofText.isExport(first) ? verifyExport(request, first, lines) : verifyProof(request);
        }
    }

    private static String verifySigned(String document, String keySet) {
        try {
            return document.startsWith("{") ? verifyDecision(document, keySet) : verifyConsent(document, keySet);
        } catch (NotSigned e) {
            throw new NotVerified(e.why());
        }
    }

    private static String verifyConsent(String artefact, String keySet) {
        var document = SignedDocument.open(artefact, CONSENT, keySet);
        return "a consent, signed with the key " + document.keyId() + "\n" + document.payload();
    }

    private static String verifyDecision(String decision, String keySet) {
        var document = SignedDocument.openSelfContained(decision, DECISION, keySet);
        return "a decision, signed with the key " + document.keyId() + "\n" + document.payload();
    }

    private static String small(Path file) throws IOException {
        if (Files.size(file) > ProofText.MAX_BYTES) {
            throw new NotVerified("the file is too large");
        }
        return text(Files.readAllBytes(file));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String verifyProof(Request request) throws IOException {
        if (Files.size(request.what()) > ProofText.MAX_BYTES) {
            throw new NotVerified("the file is too large for a proof");
        }
        var proof = ProofText.parse(text(Files.readAllBytes(request.what())));
        var checkpoint = Checkpoint.verified(proof.checkpoint(), request.keys());
        proof.verify(checkpoint);
        return "leaf " + proof.inclusion().index() + " of " + says(checkpoint) + "\n" + proof.entry();
    }

    private static String verifyFolder(Request request) throws IOException {
        var folder = request.what();
        var checkpoint = checkpoint(folder.resolve("checkpoint"), request.keys());
        var verifier = new LogVerifier(checkpoint, earlier(request));
        verifier.addAll(path -> read(folder, path));
        verifier.finish();
        return "all leaves and tiles of " + says(checkpoint);
    }

    /** A copy may hold the partial tile, or the full one that has replaced it. */
    private static byte[] read(Path folder, TilePath path) throws IOException {
        for (var each : List.of(path, path.full())) {
            var file = folder.resolve(each.toString());
            if (Files.isRegularFile(file)) {
                return Files.readAllBytes(file);
            }
        }
        throw new NotVerified(path + " is missing");
    }

    private static String verifyExport(Request request, String first, LeafLines leaves) throws IOException {
        var checkpoint = Checkpoint.verified(ProofText.checkpoint(first), request.keys());
        var verifier = new LogVerifier(checkpoint, earlier(request));
        for (var leaf = leaves.next(); leaf.isPresent(); leaf = leaves.next()) {
            verifier.add(leaf.get());
        }
        verifier.finish();
        return "all leaves of " + says(checkpoint);
    }

    private static Optional<Checkpoint> earlier(Request request) throws IOException {
        return request.since().isEmpty()
                ? Optional.empty()
                : Optional.of(checkpoint(request.since().get(), request.keys()));
    }

    private static Checkpoint checkpoint(Path file, List<VerifierKey> keys) throws IOException {
        if (Files.size(file) > ProofText.MAX_BYTES) {
            throw new NotVerified("the file is too large for a checkpoint");
        }
        return Checkpoint.verified(text(Files.readAllBytes(file)), keys);
    }

    private static String says(Checkpoint checkpoint) {
        return checkpoint.origin() + ", " + checkpoint.size() + " leaves, root " + checkpoint.root();
    }
}
