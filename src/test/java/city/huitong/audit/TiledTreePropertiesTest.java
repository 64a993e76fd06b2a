package city.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Trees of any size, read from tiles, have the roots and proofs of the definition; a changed proof proves nothing. */
class TiledTreePropertiesTest {

    private static final List<Hash> LEAVES = Leaves.hashes(70_000);
    private static final TileSource TILES = Leaves.tiles(LEAVES);

    @Property(tries = 60)
    void rootsAndInclusionProofsAreThoseOfTheDefinition(@ForAll("sizes") int size, @ForAll double where)
            throws IOException {
        var index = within(size, where);
        var leaves = LEAVES.subList(0, size);
        var tree = new TiledTree(TILES, size);

        var root = tree.root();
        var proof = tree.inclusion(index);

        assertThat(root).isEqualTo(Leaves.root(leaves));
        assertThat(proof.hashes()).isEqualTo(Leaves.path(index, leaves));
        proof.verify(LEAVES.get(index), root);
    }

    @Property(tries = 200)
    void everyTreeExtendsItsEarlierOnes(@ForAll("sizes") int size, @ForAll double where) throws IOException {
        var from = 1 + within(size, where);

        var proof = new TiledTree(TILES, size).consistency(from);

        proof.verify(new TiledTree(TILES, from).root(), new TiledTree(TILES, size).root());
    }

    @Property(tries = 200)
    void aChangedInclusionProofProvesNothing(
            @ForAll("sizes") int size, @ForAll double where, @ForAll int change, @ForAll int bit) throws IOException {
        var index = within(size, where);
        var root = new TiledTree(TILES, size).root();
        var proof = new TiledTree(TILES, size).inclusion(index);
        var leaf = LEAVES.get(index);

        assertThatThrownBy(() -> changed(proof, change, bit).verify(leaf, root)).isInstanceOf(NotVerified.class);
        assertThatThrownBy(() -> proof.verify(flipped(leaf, bit), root)).isInstanceOf(NotVerified.class);
        assertThatThrownBy(() -> proof.verify(leaf, flipped(root, bit))).isInstanceOf(NotVerified.class);
    }

    @Property(tries = 200)
    void aChangedConsistencyProofProvesNothing(@ForAll("sizes") int size, @ForAll double where, @ForAll int bit)
            throws IOException {
        var from = 1 + within(size, where);
        var before = new TiledTree(TILES, from).root();
        var after = new TiledTree(TILES, size).root();
        var proof = new TiledTree(TILES, size).consistency(from);

        assertThatThrownBy(() -> proof.verify(flipped(before, bit), after)).isInstanceOf(NotVerified.class);
        assertThatThrownBy(() -> proof.verify(before, flipped(after, bit))).isInstanceOf(NotVerified.class);
        if (!proof.hashes().isEmpty()) {
            var hashes = changed(proof.hashes(), bit, bit);
            assertThatThrownBy(() -> new ConsistencyProof(from, size, hashes).verify(before, after))
                    .isInstanceOf(NotVerified.class);
        }
    }

    /** Sizes around the borders of tiles matter most. */
    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 600),
                Arbitraries.integers().between(1, LEAVES.size()),
                Arbitraries.of(255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_792));
    }

    private static int within(int size, double where) {
        return (int) Math.floorMod(Double.doubleToLongBits(where), (long) size);
    }

    /** Another index, one hash less, one more, or one flipped. */
    private static InclusionProof changed(InclusionProof proof, int change, int bit) {
        var hashes = new ArrayList<>(proof.hashes());
        return switch (Math.floorMod(change, 4)) {
            case 0 -> new InclusionProof(proof.index() ^ 1, proof.size(), hashes);
            case 1 -> new InclusionProof(proof.index(), proof.size(), more(hashes));
            case 2 -> new InclusionProof(proof.index(), proof.size(), less(hashes));
            default -> new InclusionProof(proof.index(), proof.size(), changed(hashes, bit, bit));
        };
    }

    private static List<Hash> more(List<Hash> hashes) {
        hashes.add(MerkleTree.EMPTY_ROOT);
        return hashes;
    }

    private static List<Hash> less(List<Hash> hashes) {
        if (hashes.isEmpty()) {
            throw new NotVerified("nothing to take away");
        }
        return hashes.subList(1, hashes.size());
    }

    private static List<Hash> changed(List<Hash> hashes, int which, int bit) {
        if (hashes.isEmpty()) {
            throw new NotVerified("nothing to change");
        }
        var changed = new ArrayList<>(hashes);
        changed.set(Math.floorMod(which, hashes.size()), flipped(hashes.get(Math.floorMod(which, hashes.size())), bit));
        return changed;
    }

    private static Hash flipped(Hash hash, int bit) {
        var bytes = hash.bytes();
        bytes[Math.floorMod(bit, 256) / 8] ^= (byte) (1 << Math.floorMod(bit, 8));
        return Hash.of(bytes);
    }
}
