package city.huitong.expression;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import java.util.List;

/**
 * Our language as CEL sees it: no macros, our functions, a date as a timestamp and money as an int. Every expression we
 * accept is valid CEL under these declarations; units are ours alone.
 */
final class CelLanguage {

    /** The longest text an expression may have, in code points. */
    static final int LONGEST_SOURCE = 4_000;

    /** How far the parser may recurse: brackets and conditionals together. */
    private static final int DEEPEST_RECURSION = 100;

    static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST_SOURCE)
            .maxParseRecursionDepth(DEEPEST_RECURSION)
            .retainRepeatedUnaryOperators(true)
            .enableReservedIds(false)
            .build();

    static final List<CelFunctionDecl> FUNCTIONS = List.of(
            newFunctionDeclaration(
                    "yuan", newGlobalOverload("yuan_int", INT, INT), newGlobalOverload("yuan_double", INT, DOUBLE)),
            newFunctionDeclaration("date", newGlobalOverload("date_string", TIMESTAMP, STRING)),
            newFunctionDeclaration("known", newGlobalOverload("known_any", BOOL, DYN)),
            betweenDays(Node.Function.AGE_AT),
            betweenDays(Node.Function.MONTHS),
            betweenDays(Node.Function.DAYS_BETWEEN),
            newFunctionDeclaration("round", newGlobalOverload("round_int_int", INT, INT, INT)),
            ofTwo(Node.Function.MIN),
            ofTwo(Node.Function.MAX));

    private CelLanguage() {}

    static CelCompiler compilerFor(Scope scope) {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros()
                .setOptions(OPTIONS)
                .addFunctionDeclarations(FUNCTIONS);
        scope.variables().forEach((name, type) -> builder.addVar(name, celType(type)));
        scope.constants().forEach((name, value) -> builder.addVar(name, celType(value.type())));
        return builder.build();
    }

    static CelType celType(ValueType type) {
        return switch (type) {
            case BOOL -> BOOL;
            case INT, MONEY -> INT;
            case NUMBER -> DOUBLE;
            case TEXT -> STRING;
            case DATE -> TIMESTAMP;
        };
    }

    private static CelFunctionDecl betweenDays(Node.Function function) {
        return newFunctionDeclaration(
                function.word(), newGlobalOverload(function.word() + "_days", INT, TIMESTAMP, TIMESTAMP));
    }

    private static CelFunctionDecl ofTwo(Node.Function function) {
        var word = function.word();
        return newFunctionDeclaration(
                word,
                newGlobalOverload(word + "_int", INT, INT, INT),
                newGlobalOverload(word + "_double", DOUBLE, DOUBLE, DOUBLE),
                newGlobalOverload(word + "_days", TIMESTAMP, TIMESTAMP, TIMESTAMP));
    }
}
