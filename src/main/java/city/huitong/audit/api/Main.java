package city.huitong.audit.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts the hub; or, with {@code verify} as the first argument, checks a proof or an exported log and starts nothing. */
@QuarkusMain
public final class Main {

    private static final String VERIFY = "verify";

    private Main() {}

    /** Where every start of the program begins. */
    public static void main(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals(VERIFY)) {
            Quarkus.run(arguments);
            return;
        }
        var rest = List.of(arguments).subList(1, arguments.length);
        var command = new VerifyCommand(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
        System.exit(command.run(rest));
    }

    /** Leaves may hold any characters, whatever the terminal's own are. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
