// Judge PDF files by veraPDF:  java -cp CLASSES Vera.java PROFILE[,PROFILE...] FILE...
// One line each, fields parted by tabs: "read" PROFILE FILE CHECKS for a file that was judged, then "broken" PROFILE
// FILE RULE MESSAGE for each rule that it breaks.  Ends with 0 when every file could be read, whatever the verdicts.

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class Vera {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String profile : words[0].split(",")) {
            for (int i = 1; i < words.length; i++) {
                judge(profile, words[i]);
            }
        }
    }

    private static void judge(String profile, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(profile);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("there is no profile " + profile);
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> broken = broken(result);
            if (result.isCompliant() != broken.isEmpty()) {
                throw new IllegalStateException("veraPDF's verdict and its findings differ on " + file);
            }
            tell("read", profile, file, String.valueOf(result.getTotalAssertions()));
            broken.forEach((rule, message) -> tell("broken", profile, file, rule, message));
        }
    }

    /** The rules broken, each with its first finding. */
    private static Map<String, String> broken(ValidationResult result) {
        Map<String, String> found = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                String where = assertion.getLocation() == null ? "" : " at " + assertion.getLocation().getContext();
                found.putIfAbsent(rule.getClause() + "-" + rule.getTestNumber(), assertion.getMessage() + where);
            }
        }
        return found;
    }

    private static void tell(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(line.length() == 0 ? "" : "\t").append(field.replaceAll("\\s+", " "));
        }
        OUT.println(line);
    }
}
