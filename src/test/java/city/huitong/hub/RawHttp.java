package city.huitong.hub;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** HTTP as no well-behaved client would send it. */
final class RawHttp {

    /** Where the status stands in "HTTP/1.1 200 OK". */
    private static final int STATUS = "HTTP/1.1 ".length();

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** Sends the bytes as they are; gives the status, or 0 when the hub has only closed the connection. */
    static int status(String request) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            var line = new StringBuilder();
            for (var next = socket.getInputStream().read();
                    next >= 0 && next != '\r';
                    next = socket.getInputStream().read()) {
                line.append((char) next);
            }
            return line.isEmpty() ? 0 : Integer.parseInt(line.substring(STATUS, STATUS + 3));
        } catch (SocketException _) {
            // Reset: the hub did not want to hear the rest.
            return 0;
        }
    }
}
