package city.huitong.embedded.demo;

/**
 * One line of a delivery to the hub.
 *
 * @param text a JSON object, or what was to be one
 * @param wrong whether the line breaks the dataset's schema or is no JSON, and so must end up in quarantine
 */
public record DemoLine(String text, boolean wrong) {}
