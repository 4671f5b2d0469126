namespace Marketplace.Abstractions;

/// <summary>
/// The process cannot start. The message is one sentence that says what is wrong, with the setting's name, and how to mend it.
/// </summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
