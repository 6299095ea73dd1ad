package dev.ocpv.testkit.server.authorization;

/**
 * What an authorizer thinks of a request.
 *
 * @param allowed whether it may go on
 * @param reason why, or empty
 */
public record Decision(boolean allowed, String reason) {}
