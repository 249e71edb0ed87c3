package io.visavis.gateway.access;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import io.micronaut.web.router.UriRouteInfo;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Holds every request against {@link AccessTable}, before any other rule. The rule belongs to the route that was matched,
 * not to the path that was sent, so no spelling of a path gets round it. What needs the database or a slow hash is done
 * on a virtual thread.
 */
@Singleton
final class AccessRules implements SecurityRule<HttpRequest<?>> {
    private final Map<RouteInfo<?>, Optional<AccessRule>> rules = new ConcurrentHashMap<>();
    private final TokenVerifier tokens;
    private final BeanProvider<CallTokenCheck> callTokens;
    private final FacadeCallers facadeCallers;
    private final ServerCallers serverCallers;
    private final Administrator administrator;
    private final HttpClientAddressResolver addresses;
    private final Scheduler blocking;

    AccessRules(
            TokenVerifier tokens,
            BeanProvider<CallTokenCheck> callTokens,
            FacadeCallers facadeCallers,
            ServerCallers serverCallers,
            Administrator administrator,
            HttpClientAddressResolver addresses,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.tokens = tokens;
        this.callTokens = callTokens;
        this.facadeCallers = facadeCallers;
        this.serverCallers = serverCallers;
        this.administrator = administrator;
        this.addresses = addresses;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Publisher<SecurityRuleResult> check(HttpRequest<?> request, @Nullable Authentication authentication) {
        Optional<RouteInfo<?>> route = RouteAttributes.getRouteInfo(request);
        if (route.isEmpty() || !(route.get() instanceof UriRouteInfo<?, ?> uriRoute)) {
            // Nothing will run: the answer is 404 or 405.
            return Mono.just(SecurityRuleResult.ALLOWED);
        }
        Optional<AccessRule> rule = rules.computeIfAbsent(
                uriRoute,
                _ -> AccessTable.ruleOf(
                        uriRoute.getHttpMethodName(),
                        uriRoute.getUriMatchTemplate().toString()));
        return rule.map(found -> apply(found, request)).orElseGet(() -> refuse(request, Refusal.CLOSED));
    }

    private Mono<SecurityRuleResult> apply(AccessRule rule, HttpRequest<?> request) {
        return switch (rule) {
            case PUBLIC, WEBHOOK -> Mono.just(SecurityRuleResult.ALLOWED);
            case ADMINISTRATOR -> Mono.defer(() -> administrator(request)).subscribeOn(blocking);
            case FACADE -> Mono.defer(() -> facade(request)).subscribeOn(blocking);
            case WIDGET -> widgetToken(request);
            case WIDGET_SERVER ->
                Mono.defer(() -> server(request, Refusal.CLIENT_TOKEN)).subscribeOn(blocking);
            case WIDGET_OR_TICKET ->
                request.getParameters().contains("ticket")
                                && !request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                        ? Mono.just(SecurityRuleResult.ALLOWED)
                        : widgetToken(request);
            case CALL -> callToken(request);
            case CALL_OR_BEACON ->
                request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                        ? callToken(request)
                        : Mono.just(SecurityRuleResult.ALLOWED);
        };
    }

    private Mono<SecurityRuleResult> administrator(HttpRequest<?> request) {
        return switch (administrator.check(request.getHeaders(), addresses.resolve(request))) {
            case ACCEPTED -> Mono.just(SecurityRuleResult.ALLOWED);
            case REFUSED -> refuse(request, Refusal.ADMINISTRATOR);
            case TOO_MANY_FAILURES -> refuse(request, Refusal.TOO_MANY);
        };
    }

    private Mono<SecurityRuleResult> facade(HttpRequest<?> request) {
        try {
            facadeCallers.require(request.getHeaders());
            return Mono.just(SecurityRuleResult.ALLOWED);
        } catch (ProblemException problem) {
            return refuse(
                    request, problem.status() == HttpStatus.UNAUTHORIZED ? Refusal.CLIENT_TOKEN : Refusal.NO_ROOMS);
        }
    }

    private Mono<SecurityRuleResult> widgetToken(HttpRequest<?> request) {
        return BearerToken.in(request.getHeaders())
                .flatMap(token -> tokens.verify(TokenKind.WIDGET, token))
                .map(_ -> Mono.just(SecurityRuleResult.ALLOWED))
                .orElseGet(() ->
                        Mono.defer(() -> server(request, missing(request))).subscribeOn(blocking));
    }

    /** Whose token is missing: a server's says so itself, though it may have ended. */
    private static Refusal missing(HttpRequest<?> request) {
        return BearerToken.in(request.getHeaders())
                        .flatMap(TokenKind::claimedBy)
                        .filter(TokenKind.CLIENT::equals)
                        .isPresent()
                ? Refusal.CLIENT_TOKEN
                : Refusal.WIDGET_TOKEN;
    }

    private Mono<SecurityRuleResult> server(HttpRequest<?> request, Refusal missing) {
        try {
            return serverCallers
                    .find(request.getHeaders())
                    .map(_ -> Mono.just(SecurityRuleResult.ALLOWED))
                    .orElseGet(() -> refuse(request, missing));
        } catch (ProblemException _) {
            return refuse(request, Refusal.NO_VISITORS);
        }
    }

    private Mono<SecurityRuleResult> callToken(HttpRequest<?> request) {
        return BearerToken.in(request.getHeaders())
                .filter(token -> callTokens.get().accepts(token))
                .map(_ -> Mono.just(SecurityRuleResult.ALLOWED))
                .orElseGet(() -> refuse(request, Refusal.CALL_TOKEN));
    }

    private static Mono<SecurityRuleResult> refuse(HttpRequest<?> request, Refusal refusal) {
        request.setAttribute(Refusal.ATTRIBUTE, refusal);
        return Mono.just(SecurityRuleResult.REJECTED);
    }
}
