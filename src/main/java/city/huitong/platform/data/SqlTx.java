package city.huitong.platform.data;

import io.vertx.mutiny.sqlclient.SqlConnection;

/** A transaction of the data plane: what flows by the million, as statements over arrays. */
public record SqlTx(SqlConnection connection) implements Tx {}
