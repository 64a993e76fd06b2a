import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/**
 * Prints each new version of an open dataset, until Ctrl-C: a GraphQL subscription over a WebSocket (graphql-transport-ws).
 *
 * <p>{@code java FollowDataset.java http://localhost:8080 bus-stops}
 */
class FollowDataset implements WebSocket.Listener {

    private static final String SUBSCRIBE = """
            {"id": "1", "type": "subscribe", "payload": {
             "query": "subscription ($id: String!) { datasetVersions(dataset: $id) { version publishedAt records } }",
             "variables": {"id": "%s"}}}""";

    private final String dataset;
    private final StringBuilder message = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);

    private FollowDataset(String dataset) {
        this.dataset = dataset;
    }

    public static void main(String[] args) throws Exception {
        var listener = new FollowDataset(args[1]);
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
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
            socket.sendText(SUBSCRIBE.formatted(dataset), true);
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
