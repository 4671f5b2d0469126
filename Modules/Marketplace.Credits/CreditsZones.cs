namespace Marketplace.Credits;

/// <summary>Places in this module's screens that other modules fill. What is shown is told by the zone's <c>model</c>.</summary>
public static class CreditsZones
{
    /// <summary>Buttons of an account's page in the admin portal; the model is the customer's user id.</summary>
    public const string AccountActions = "credits-account-actions";

    /// <summary>Buttons of a transaction's page in the admin portal; the model is the transaction's id.</summary>
    public const string TransactionActions = "credits-transaction-actions";
}
