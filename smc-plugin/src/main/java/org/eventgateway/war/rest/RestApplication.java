package org.eventgateway.war.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the doors at the root of the application, wherever the server puts the application. */
@ApplicationPath("/")
public class RestApplication extends Application {}
