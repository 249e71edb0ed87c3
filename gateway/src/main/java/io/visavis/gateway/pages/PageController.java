package io.visavis.gateway.pages;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.visavis.gateway.pages.PageShell.Page;
import java.net.URI;

/** The panel's document, the demo site and the console. What they show they fetch themselves, from the public API. */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {

    private final PageShell shell;
    private final PanelFraming framing;
    private final DemoSite demoSite;

    PageController(PageShell shell, PanelFraming framing, DemoSite demoSite) {
        this.shell = shell;
        this.framing = framing;
        this.demoSite = demoSite;
    }

    /** The frame that the loader opens; {@code aid} decides who may frame it. */
    @Get("/panel")
    HttpResponse<byte[]> panel(@QueryValue(defaultValue = "") String aid) {
        return shell.render(Page.of("panel", "Chat").framedBy(framing.sources(aid)));
    }

    @Get("/demo")
    HttpResponse<byte[]> demo() {
        return shell.render(demoSite.page());
    }

    @Get("/")
    HttpResponse<?> root() {
        return HttpResponse.seeOther(URI.create("console"));
    }

    @Get("/console")
    HttpResponse<byte[]> console() {
        return shell.render(Page.of("console", "Visavis console"));
    }
}
