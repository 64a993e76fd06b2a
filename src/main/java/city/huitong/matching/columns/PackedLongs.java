package city.huitong.matching.columns;

/** Whole numbers in as few bytes each as their range needs: 1, 2, 4 or 8. */
final class PackedLongs {

    private static final long BYTES = 1L << Byte.SIZE;
    private static final long SHORTS = 1L << Short.SIZE;
    private static final long INTS = 1L << Integer.SIZE;

    private final long min;
    private final Object array;

    /**
     * Packs the first so many values.
     *
     * @param min the smallest of them
     * @param max the largest of them
     */
    PackedLongs(long[] values, int size, long min, long max) {
        this.min = min;
        this.array = packed(values, size, min, max - min);
    }

    private static Object packed(long[] values, int size, long min, long range) {
        if (range >= 0 && range < BYTES) {
            var bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (values[i] - min);
            }
            return bytes;
        }
        if (range >= 0 && range < SHORTS) {
            var shorts = new short[size];
            for (int i = 0; i < size; i++) {
                shorts[i] = (short) (values[i] - min);
            }
            return shorts;
        }
        if (range >= 0 && range < INTS) {
            var ints = new int[size];
            for (int i = 0; i < size; i++) {
                ints[i] = (int) (values[i] - min);
            }
            return ints;
        }
        var longs = new long[size];
        for (int i = 0; i < size; i++) {
            longs[i] = values[i] - min;
        }
        return longs;
    }

    long get(int index) {
        return min
                + switch (array) {
                    case byte[] bytes -> Byte.toUnsignedInt(bytes[index]);
                    case short[] shorts -> Short.toUnsignedInt(shorts[index]);
                    case int[] ints -> Integer.toUnsignedLong(ints[index]);
                    default -> ((long[]) array)[index];
                };
    }

    /** How much memory the values take. */
    long bytes() {
        return switch (array) {
            case byte[] bytes -> bytes.length;
            case short[] shorts -> (long) Short.BYTES * shorts.length;
            case int[] ints -> (long) Integer.BYTES * ints.length;
            default -> (long) Long.BYTES * ((long[]) array).length;
        };
    }
}
