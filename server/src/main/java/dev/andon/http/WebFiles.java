package dev.andon.http;

import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** The built web part: its files first, then the page for everything that is left. */
@Configuration(proxyBeanMethods = false)
class WebFiles implements WebMvcConfigurer {
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // The names carry a digest of the content: what has a name never changes.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/web/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/*.svg", "/*.ico", "/*.png", "/*.webmanifest")
                .addResourceLocations("classpath:/web/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }

    @Bean
    static SimpleUrlHandlerMapping pages(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        return new SimpleUrlHandlerMapping(
                Map.of("/**", new Pages(errors)), Ordered.LOWEST_PRECEDENCE);
    }
}
