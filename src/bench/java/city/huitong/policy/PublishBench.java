package city.huitong.policy;

import city.huitong.expression.ExpressionCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** How long a policy takes from its document to the answer that it may be published, its golden cases included. */
class PublishBench {

    private static final int TIMES = 300;

    @Test
    void measures() throws Exception {
        var times = new ArrayList<Double>();
        for (int i = 0; i < TIMES; i++) {
            var started = System.nanoTime();
            var policy = new PolicyReader(new ExpressionCompiler())
                    .read(APolicy.elderlyAllowance().covered().document(), APolicy.VOCABULARY);
            PublicationGate.admit(policy);
            times.add((System.nanoTime() - started) / 1e6);
        }
        var first = times.getFirst();
        Collections.sort(times);
        var line = "publish (parse, check, cases): first %.1f ms, p50 %.1f ms, p99 %.1f ms"
                .formatted(first, times.get(TIMES / 2), times.get(TIMES * 99 / 100));
        Files.writeString(Path.of("target/bench-publish.txt"), line);
        System.out.println(line);
    }
}
