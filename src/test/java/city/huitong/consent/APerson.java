package city.huitong.consent;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.send;

import city.huitong.catalog.SubjectKind;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Tokens;
import city.huitong.subject.Pseudonyms;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.UUID;

/** Somebody nobody has looked at yet, in the population register. */
record APerson(String number, String id) {

    static APerson born(String birth, Pseudonyms pseudonyms) {
        var number = FreshNumbers.citizen(LocalDate.parse(birth));
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(number, birth)).statusCode(200);
        return new APerson(number, pseudonyms.of(SubjectKind.PERSON, number).toString());
    }

    /** A request of the person herself. */
    RequestSpecification asks() {
        return Tokens.with(Tokens.signed(
                "citizen-" + UUID.randomUUID(), "citizen", claims -> claims.claim("official_number", number)));
    }
}
