namespace Marketplace.Abstractions;

/// <summary>For how long mails and webhooks that cannot be delivered are tried.</summary>
public static class OutboxPatience
{
    /// <summary>Days, above zero.</summary>
    public const string Setting = "Marketplace:Outbox:GiveUpAfterDays";

    public const int DefaultDays = 90;
}
