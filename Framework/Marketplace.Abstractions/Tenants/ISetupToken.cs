namespace Marketplace.Abstractions;

/// <summary>The secret that a host without tenants prints to its log, so that only who can read the log sets it up.</summary>
public interface ISetupToken
{
    /// <summary>Compares in constant time; false for every token once a tenant exists.</summary>
    bool Matches(string token);
}
