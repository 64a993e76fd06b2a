package city.huitong.ingest;

import city.huitong.catalog.Dataset;

/** Reads lines of one dataset: JSON, checked against the schema, turned into column values. Computes only. */
public interface RecordReader {

    /** A reader for this version of the dataset's schema. */
    ForDataset forDataset(Dataset dataset);

    /** Reads lines of one dataset. Safe for several threads. */
    interface ForDataset {

        /** Reads one line of UTF-8 JSON. Never fails: what is wrong is in the answer. */
        Reading read(byte[] line);
    }
}
