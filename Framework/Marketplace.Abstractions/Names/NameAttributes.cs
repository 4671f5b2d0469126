using System.ComponentModel.DataAnnotations;

namespace Marketplace.Abstractions;

/// <summary>See <see cref="NameRules.IsReadable"/>. Empty text is for <see cref="RequiredAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ReadableAttribute : ValidationAttribute
{
    public const string Message = "Use characters that can be seen, on one line, and none that turn the direction of writing.";

    public ReadableAttribute() => ErrorMessage = Message;

    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || NameRules.IsReadable(text);
}

/// <summary>See <see cref="NameRules.HasAddress"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class WithoutAddressAttribute : ValidationAttribute
{
    public const string Message = "Write it without web or mail addresses. If you mean initials, leave a space after each full stop.";

    public WithoutAddressAttribute() => ErrorMessage = Message;

    public override bool IsValid(object? value) => value is not string text || !NameRules.HasAddress(text);
}

/// <summary>One plain mail address as <see cref="Mailbox"/> reads it. Empty text is for <see cref="RequiredAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MailAddressAttribute : ValidationAttribute
{
    public const string Message = "This is not an e-mail address.";

    public MailAddressAttribute() => ErrorMessage = Message;

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text || Mailbox.TryParse(text, allowName: false, out _);
}
