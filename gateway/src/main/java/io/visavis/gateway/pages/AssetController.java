package io.visavis.gateway.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.visavis.gateway.pages.BundledAssets.Asset;
import java.util.Locale;

/**
 * Serves the bundled files. {@code /widget.js} keeps its name on every site for years, so it is cached briefly and checked by its
 * tag; all else carries its hash in its name and never changes. Both may be loaded by any site: they hold no secret.
 */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class AssetController {

    private static final String BRIEFLY = "public, max-age=300, stale-while-revalidate=86400";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final BundledAssets assets;

    AssetController(BundledAssets assets) {
        this.assets = assets;
    }

    @Get("/widget.js")
    HttpResponse<?> loader(HttpRequest<?> request) {
        String script = assets.entry("loader").script();
        Asset asset = assets.asset(script).orElseThrow();
        String tag = '"' + script + '"';
        if (request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream().anyMatch(sent -> sent.contains(tag))) {
            return HttpResponse.notModified()
                    .header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.CACHE_CONTROL, BRIEFLY)
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        return file(request, asset)
                .header(HttpHeaders.CACHE_CONTROL, BRIEFLY)
                .header(HttpHeaders.ETAG, tag)
                .header("SourceMap", "/assets/" + script + ".map");
    }

    @Get("/assets/{name}")
    HttpResponse<?> asset(HttpRequest<?> request, String name) {
        return assets.asset(name)
                .<HttpResponse<?>>map(asset -> file(request, asset).header(HttpHeaders.CACHE_CONTROL, FOR_EVER))
                .orElseGet(HttpResponse::notFound);
    }

    private static MutableHttpResponse<byte[]> file(HttpRequest<?> request, Asset asset) {
        boolean gzip = acceptsGzip(request);
        MutableHttpResponse<byte[]> response = HttpResponse.ok(gzip ? asset.gzip() : asset.plain())
                .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff");
        return gzip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
    }

    private static boolean acceptsGzip(HttpRequest<?> request) {
        for (String sent : request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING)) {
            for (String coding : sent.toLowerCase(Locale.ROOT).split(",", -1)) {
                String plain = coding.replace(" ", "");
                if (plain.equals("gzip") || (plain.startsWith("gzip;") && !plain.matches("gzip;q=0(\\.0*)?"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
