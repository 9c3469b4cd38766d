package dev.andon.dashboard;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param provisioning the folder with Grafana's own files: {@code datasources}, {@code dashboards}
 */
@ConfigurationProperties(prefix = "andon.dashboard", ignoreUnknownFields = false)
record DashboardConfig(@DefaultValue("provisioning") Path provisioning) {}
