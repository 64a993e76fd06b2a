package city.huitong.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Cutting a body into sub-batches: every byte decides, how the bytes arrive does not. */
class SubBatchesTest {

    /** What a sub-batch says, in a shape that can be compared. */
    private record Cut(long firstLine, long lastLine, List<String> lines, String digest) {}

    @Test
    void readsEveryKindOfLineEnd() {
        assertThat(texts("a\nb\r\nc")).containsExactly("1 a", "2 b", "3 c");
        assertThat(texts("a\nb\n")).containsExactly("1 a", "2 b");
        assertThat(texts("a\rb\n")).containsExactly("1 a\rb");
    }

    @Test
    void countsBlankLinesButLeavesThemOut() {
        assertThat(texts("\na\n \t\n\r\n\nb\n\n")).containsExactly("2 a", "6 b");
        assertThat(cuts("\na\n\n").getFirst().lastLine()).isEqualTo(3);
    }

    @Test
    void hasNothingInAnEmptyBody() {
        assertThat(cuts("")).isEmpty();
    }

    @Test
    void cutsAfterAThousandLines() {
        var cuts = cuts(lines(2_500));

        assertThat(cuts).extracting(Cut::firstLine).containsExactly(1L, 1_001L, 2_001L);
        assertThat(cuts).extracting(Cut::lastLine).containsExactly(1_000L, 2_000L, 2_500L);
    }

    @Test
    void cutsEarlierWhenLinesAreLong() {
        var line = "x".repeat(1_000_000) + "\n";

        assertThat(cuts(line.repeat(12))).extracting(cut -> cut.lines().size()).containsExactly(5, 5, 2);
    }

    @Test
    void givesTheDigestOfAllBytesSoFar() throws Exception {
        var body = lines(1_500);

        assertThat(cuts(body).getFirst().digest()).isEqualTo(sha256(lines(1_000)));
        assertThat(cuts(body).getLast().digest()).isEqualTo(sha256(body));
    }

    @Test
    void keepsALineOfExactlyTheLimitAndNotOneMore() {
        var limit = "x".repeat(Line.MAX_BYTES);

        assertThat(texts(limit + "\n")).containsExactly("1 " + limit);
        assertThat(texts(limit + "x\nb")).containsExactly("1 too long", "2 b");
    }

    @Test
    void keepsALineOfTheLimitThatEndsWithCarriageReturn() {
        var limit = "x".repeat(Line.MAX_BYTES);

        assertThat(texts(limit + "\r\n")).containsExactly("1 " + limit);
    }

    @Test
    void skipsALineThatIsTooLongAmongOthers() {
        assertThat(texts("a\n" + "x".repeat(3_000_000) + "\nb")).containsExactly("1 a", "2 too long", "3 b");
    }

    /** Two gigabytes in one line would not fit the test's heap, were they kept. */
    @Test
    void skipsALineOfTwoGigabytesInConstantMemory() {
        var body = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream("a\n".getBytes(StandardCharsets.UTF_8)),
                endless(2L * 1024 * 1024 * 1024),
                new ByteArrayInputStream("\nb".getBytes(StandardCharsets.UTF_8)))));

        assertThat(texts(body)).containsExactly("1 a", "2 too long", "3 b");
    }

    @Property(tries = 100)
    void cutsTheSameHoweverTheBytesArrive(@ForAll Random random, @ForAll @IntRange(min = 1, max = 3_000) int count) {
        var body = IntStream.range(0, count)
                .mapToObj(_ -> "y".repeat(random.nextInt(200))
                        + List.of("\n", "\r\n", "\n\n").get(random.nextInt(3)))
                .collect(Collectors.joining());

        assertThat(cuts(drop(body, random))).isEqualTo(cuts(body));
    }

    @Test
    void saysThatTheBodyWasCutOffAfterGivingWholeSubBatchesOnly() {
        var body = new SequenceInputStream(
                new ByteArrayInputStream(lines(1_500).getBytes(StandardCharsets.UTF_8)), broken());
        var subBatches = new SubBatches(body);

        assertThat(subBatches.next().lines()).hasSize(1_000);
        assertThat(subBatches.hasNext()).isFalse();
        assertThat(subBatches.isCutOff()).isTrue();
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"n\":" + i + "}\n")
                .collect(Collectors.joining());
    }

    private static List<Cut> cuts(String body) {
        return cuts(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Cut> cuts(InputStream body) {
        var cuts = new ArrayList<Cut>();
        new SubBatches(body)
                .forEachRemaining(cut -> cuts.add(new Cut(
                        cut.firstLine(),
                        cut.lastLine(),
                        cut.lines().stream().map(SubBatchesTest::text).toList(),
                        HexFormat.of().formatHex(cut.digest()))));
        return cuts;
    }

    private static List<String> texts(String body) {
        return texts(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(InputStream body) {
        return cuts(body).stream().flatMap(cut -> cut.lines().stream()).toList();
    }

    private static String text(Line line) {
        var content = line.content();
        return line.number() + " " + (content == null ? "too long" : new String(content, StandardCharsets.UTF_8));
    }

    private static String sha256(String text) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    /** The body in pieces of any size, as a network gives it. */
    private static InputStream drop(String body, Random random) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1 + random.nextInt(500)));
            }

            @Override
            public int read(byte[] target) {
                return read(target, 0, target.length);
            }
        };
    }

    private static InputStream endless(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                var some = (int) Math.min(length, left);
                left -= some;
                java.util.Arrays.fill(target, from, from + some, (byte) 'x');
                return some == 0 ? -1 : some;
            }
        };
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
    }
}
