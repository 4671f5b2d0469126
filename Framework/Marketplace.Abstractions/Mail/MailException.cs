namespace Marketplace.Abstractions;

/// <summary>A mail was not sent. The message says why, without the mail's content.</summary>
public sealed class MailException(string message, Exception? inner = null) : Exception(message, inner);
