import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/**
 * Prints each of the caller's entitlements that changes, until the token expires or Ctrl-C: a GraphQL subscription over a WebSocket
 * (graphql-transport-ws).
 *
 * <p>{@code java FollowEntitlements.java http://localhost:8080 "Authorization: Bearer …"}
 */
class FollowEntitlements implements WebSocket.Listener {

    private static final String SUBSCRIBE = """
            {"id": "1", "type": "subscribe", "payload": {"query":
             "subscription { myEntitlements { policyId state amountFen } }"}}""";

    private final StringBuilder message = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);

    public static void main(String[] args) throws Exception {
        var listener = new FollowEntitlements();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", args[1].replaceFirst("^Authorization: ", ""))
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create(args[0].replaceFirst("^http", "ws") + "/graphql"), listener)
                .join()
                .sendText("{\"type\": \"connection_init\"}", true)
                .join();
        listener.ended.await();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            read(socket, message.toString());
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void read(WebSocket socket, String text) {
        if (text.contains("\"connection_ack\"")) {
            socket.sendText(SUBSCRIBE, true);
        } else if (text.contains("\"complete\"")) {
            ended.countDown();
        } else if (!text.contains("\"ping\"")) {
            System.out.println(text);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        System.err.println("closed: " + status + " " + reason);
        ended.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        System.err.println(failure.getMessage());
        ended.countDown();
    }
}
