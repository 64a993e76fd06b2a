/**
 * Tells others by HTTP what has happened, as Standard Webhooks (standardwebhooks.com) has it: signed, at least once, in order for each
 * thing it is about. A feature appends messages in its own transaction; what they say is the feature's business.
 */
@NullMarked
package city.huitong.platform.webhook;

import org.jspecify.annotations.NullMarked;
