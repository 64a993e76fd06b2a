/** What a run of the tests has logged holds nobody's number, name or token. */
package city.huitong.logs;
