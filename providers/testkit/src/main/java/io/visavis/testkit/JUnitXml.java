package io.visavis.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Checks of one test class as the XML that build servers read; the promise and its outcome stand in the properties. */
final class JUnitXml {
    private static final String PROMISE = "promise";
    private static final String OUTCOME = "outcome";
    private static final String DETAIL = "detail";

    private JUnitXml() {}

    static void write(Path file, String suite, List<Check> checks) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            start(
                    xml,
                    "testsuite",
                    Map.of(
                            "name", suite,
                            "tests", String.valueOf(checks.size()),
                            "failures", String.valueOf(count(checks, Check.Outcome.FAILED)),
                            "errors", "0",
                            "skipped", String.valueOf(count(checks, Check.Outcome.NOT_OFFERED))));
            for (Check check : checks) {
                write(xml, check);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static long count(List<Check> checks, Check.Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }

    private static void write(XMLStreamWriter xml, Check check) throws XMLStreamException {
        start(
                xml,
                "testcase",
                Map.of(
                        "classname", check.suite(),
                        "name", check.name(),
                        "time", String.format(Locale.ROOT, "%.3f", check.took().toNanos() / 1e9)));
        xml.writeStartElement("properties");
        property(xml, PROMISE, check.promise());
        property(xml, OUTCOME, check.outcome().name());
        property(xml, DETAIL, check.detail());
        xml.writeEndElement();
        switch (check.outcome()) {
            case FAILED -> message(xml, "failure", check.detail());
            case NOT_OFFERED -> message(xml, "skipped", "not offered: " + check.detail());
            case REFUSED_CLEANLY, PASSED -> {}
        }
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        start(xml, "property", Map.of("name", name, "value", printable(value)));
        xml.writeEndElement();
    }

    private static void message(XMLStreamWriter xml, String element, String message) throws XMLStreamException {
        start(xml, element, Map.of("message", printable(message)));
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String element, Map<String, String> attributes)
            throws XMLStreamException {
        xml.writeStartElement(element);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            xml.writeAttribute(attribute.getKey(), printable(attribute.getValue()));
        }
    }

    /** Without the characters that XML 1.0 cannot carry. */
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?");
    }

    static List<Check> read(Path file) throws IOException {
        List<Check> checks = new ArrayList<>();
        try {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                checks.add(read((Element) cases.item(i)));
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no report of ours; remove it", e);
        }
        return checks;
    }

    private static Check read(Element testcase) {
        NodeList properties = testcase.getElementsByTagName("property");
        String promise = "";
        String outcome = "";
        String detail = "";
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            String value = property.getAttribute("value");
            switch (property.getAttribute("name")) {
                case PROMISE -> promise = value;
                case OUTCOME -> outcome = value;
                case DETAIL -> detail = value;
                default -> {}
            }
        }
        return new Check(
                testcase.getAttribute("classname"),
                testcase.getAttribute("name"),
                promise,
                Check.Outcome.valueOf(outcome),
                detail,
                Duration.ofMillis((long) (Double.parseDouble(testcase.getAttribute("time")) * 1000)));
    }
}
