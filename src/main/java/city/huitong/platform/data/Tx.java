package city.huitong.platform.data;

/**
 * One transaction in progress, given along explicitly so that a signature shows what happens together. Only stores look
 * inside: they switch over the two kinds.
 */
public sealed interface Tx permits EntityTx, SqlTx {}
