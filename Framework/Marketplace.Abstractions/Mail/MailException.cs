namespace Marketplace.Abstractions;

/// <summary>A mail was not sent. The message says why, without the mail's content.</summary>
public sealed class MailException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It was refused for good: neither its words nor its recipient will be taken later.</summary>
    public bool IsFinal { get; init; }
}
