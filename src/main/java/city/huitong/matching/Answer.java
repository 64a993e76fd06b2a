package city.huitong.matching;

import java.util.List;
import java.util.stream.IntStream;

/** What is to be said to a {@link Question} about some subjects. Exact: small numbers are left out only when all are added. */
public sealed interface Answer {

    /** Together with the answer to the same question about others. */
    Answer plus(Answer other);

    /** Policies held against the subjects, in the order of the question. */
    record Pictures(List<PolicyPicture> pictures) implements Answer {

        public Pictures {
            pictures = List.copyOf(pictures);
        }

        @Override
        public Answer plus(Answer other) {
            var more = ((Pictures) other).pictures;
            return new Pictures(IntStream.range(0, pictures.size())
                    .mapToObj(i -> pictures.get(i).plus(more.get(i)))
                    .toList());
        }
    }

    /** The two policies compared. */
    record Comparison(WhatIf whatIf) implements Answer {

        @Override
        public Answer plus(Answer other) {
            return new Comparison(whatIf.plus(((Comparison) other).whatIf));
        }
    }
}
