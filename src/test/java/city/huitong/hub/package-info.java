/** Helpers of the tests that talk to a running hub. */
package city.huitong.hub;
