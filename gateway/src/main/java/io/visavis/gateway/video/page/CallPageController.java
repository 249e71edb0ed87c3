package io.visavis.gateway.video.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.visavis.gateway.pages.PageShell;
import io.visavis.gateway.pages.PageShell.Page;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.video.Admissions;
import io.visavis.gateway.video.AgentLinks;
import io.visavis.gateway.video.TicketPreview;
import io.visavis.gateway.video.VisitorDevices;
import io.visavis.gateway.video.room.CallKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shells round the call's script. They look at a ticket or link only to say at once what would go wrong. */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CallPageController {

    private static final String ENTRY = "call-page";

    private final PageShell shell;
    private final Admissions admissions;
    private final AgentLinks agentLinks;
    private final VisitorDevices devices;
    private final FrameAncestors ancestors;

    CallPageController(
            PageShell shell,
            Admissions admissions,
            AgentLinks agentLinks,
            VisitorDevices devices,
            FrameAncestors ancestors) {
        this.shell = shell;
        this.admissions = admissions;
        this.agentLinks = agentLinks;
        this.devices = devices;
        this.ancestors = ancestors;
    }

    @Get("/a")
    HttpResponse<byte[]> agent(HttpRequest<?> request) {
        String query = request.getUri().getRawQuery();
        Map<String, String> data = new LinkedHashMap<>();
        data.put("role", "agent");
        try {
            devices.of(agentLinks.check(query == null ? "" : query)).ifPresent(check -> {
                data.put("visitor-camera", check.camera());
                data.put("visitor-microphone", check.microphone());
            });
        } catch (ProblemException e) {
            data.put("problem", e.slug());
        }
        return page(data, ancestors.desks());
    }

    @Get("/t/{ticket}")
    HttpResponse<byte[]> visitor(String ticket) {
        TicketPreview preview = admissions.preview(ticket);
        Map<String, String> data = new LinkedHashMap<>();
        data.put("role", "visitor");
        preview.kind().map(CallKind::wireName).ifPresent(kind -> data.put("kind", kind));
        preview.problem().ifPresent(problem -> data.put("problem", problem));
        return page(data, preview.application().map(ancestors::sites).orElse(List.of()));
    }

    /** There are no recordings yet; the address is stable, so it says so instead of pretending to be unknown. */
    @Get("/r/{recording}")
    HttpResponse<byte[]> recording(String recording) {
        Page page = Page.of(ENTRY, "No recording").withData(Map.of("role", "visitor", "problem", "recording-off"));
        return secured(shell.render(page).status(HttpStatus.NOT_FOUND));
    }

    private MutableHttpResponse<byte[]> page(Map<String, String> data, List<String> framedBy) {
        data.put("api-base", "/api/call/v1");
        return secured(shell.render(Page.of(ENTRY, "Video call").withData(data).framedBy(framedBy)));
    }

    /** The address holds a secret: nobody keeps the page, no other site learns where it was. */
    private static MutableHttpResponse<byte[]> secured(MutableHttpResponse<byte[]> page) {
        page.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        page.getHeaders().set("X-Robots-Tag", "noindex, nofollow");
        page.getHeaders()
                .set(
                        "Permissions-Policy",
                        "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), picture-in-picture=(self),"
                                + " autoplay=(self), geolocation=(), payment=(), usb=()");
        return page;
    }
}
