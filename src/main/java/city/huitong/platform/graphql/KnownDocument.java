package city.huitong.platform.graphql;

import city.huitong.platform.security.Sha256;
import graphql.language.AstPrinter;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A document that came with the hub and is asked for by its hash.
 *
 * @param hash the SHA-256 of its text in UTF-8, as 64 lower-case hexadecimal digits
 */
@RegisterForReflection
record KnownDocument(String name, String hash, String text, List<Variable> variables) {

    KnownDocument {
        variables = List.copyOf(variables);
    }

    /** What a caller may, or must, say. */
    record Variable(String name, String type, boolean required) {

        private static Variable of(VariableDefinition variable) {
            var required = variable.getType() instanceof NonNullType && variable.getDefaultValue() == null;
            return new Variable(variable.getName(), AstPrinter.printAst(variable.getType()), required);
        }
    }

    static KnownDocument of(String name, String text) {
        var variables = Parser.parse(text).getDefinitionsOfType(OperationDefinition.class).stream()
                .flatMap(operation -> operation.getVariableDefinitions().stream())
                .map(Variable::of)
                .toList();
        return new KnownDocument(name, Sha256.hex(text), text, variables);
    }
}
