package org.vigie.server;

import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/// The few parts of Spring that the server is made of, by hand: nothing is scanned for, nothing is
/// configured by itself, no properties file is looked for.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ServerConfiguration {

  /// Only our own files. Styles may stand in the page, because Mantine sets its variables so;
  /// pictures and films may come from memory.
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "media-src 'self' blob:",
          "worker-src 'self' blob:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  private static final String PERMISSIONS_POLICY =
      "camera=(), microphone=(), geolocation=(), usb=(), payment=(), display-capture=()";

  /// The field page alone may ask where the telephone is.
  private static final String FIELD_PERMISSIONS_POLICY =
      PERMISSIONS_POLICY.replace("geolocation=()", "geolocation=(self)");

  @Bean
  TomcatServletWebServerFactory tomcat(ServerSettings settings) {
    return Tomcats.factory(settings);
  }

  @Bean
  DispatcherServlet dispatcherServlet() {
    return new DispatcherServlet();
  }

  @Bean
  RouterFunctionMapping routes(
      Town town,
      MaskedFilms films,
      SessionCookie cookie,
      Feeds feeds,
      ExportShelf shelf,
      NoticeBoard board,
      AccessStores access,
      FieldUnits units) {
    var mapping =
        new RouterFunctionMapping(
            Routes.of(town, films, cookie, feeds, shelf, board, access, units));
    mapping.setMessageConverters(
        List.of(new ByteArrayHttpMessageConverter(), new ResourceHttpMessageConverter()));
    return mapping;
  }

  @Bean
  HandlerFunctionAdapter handlers() {
    return new HandlerFunctionAdapter();
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http, Town town, SessionCookie cookie) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(Routes.OPEN)
                    .permitAll()
                    .requestMatchers("/api/**")
                    .authenticated()
                    .anyRequest()
                    .permitAll())
        .addFilterBefore(new SessionFilter(town.door()), AnonymousAuthenticationFilter.class)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf(csrf, cookie.secure()))
        .headers(headers -> headers(headers, cookie.secure()))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .httpBasic(basic -> basic.disable())
        .formLogin(form -> form.disable())
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        (request, response, e) ->
                            Problems.write(ProblemCode.SIGN_IN_NEEDED, request, response))
                    .accessDeniedHandler(
                        (request, response, e) ->
                            Problems.write(
                                SessionFilter.shownKey(request).isPresent()
                                    ? ProblemCode.PROGRAM_READS
                                    : ProblemCode.CSRF,
                                request,
                                response)))
        .build();
  }

  private static void csrf(CsrfConfigurer<HttpSecurity> csrf, boolean secure) {
    var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieCustomizer(c -> c.sameSite("Strict").secure(secure).path("/"));
    // Custodians', witnesses' and sources' programs have no cookie that a page could misuse: what
    // they send
    // is signed.
    csrf.spa()
        .csrfTokenRepository(tokens)
        // Without sessions of its own Spring takes every request for a sign-in and would give each
        // a
        // new token: of two requests at once, one would bear a token that has just been replaced.
        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
        .ignoringRequestMatchers(
            "/api/custodian/**", "/api/ledger/cosignatures", "/api/signals/from/*");
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers, boolean secure) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .frameOptions(frames -> frames.deny())
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .addHeaderWriter(
            (request, response) ->
                response.setHeader(
                    "Permissions-Policy",
                    request.getRequestURI().equals("/field")
                        ? FIELD_PERMISSIONS_POLICY
                        : PERMISSIONS_POLICY))
        .crossOriginOpenerPolicy(
            opener ->
                opener.policy(
                    org.springframework.security.web.header.writers
                        .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(
            resource ->
                resource.policy(
                    org.springframework.security.web.header.writers
                        .CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy
                        .SAME_ORIGIN))
        .httpStrictTransportSecurity(
            strict -> strict.requestMatcher(request -> secure).includeSubDomains(false));
  }
}
