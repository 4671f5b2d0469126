using System.Data.Common;
using Npgsql;

namespace Marketplace.Data;

/// <summary>A PostgreSQL connection string as somebody types it into a form, which must not come back with its password.</summary>
public static class ConnectionText
{
    private static readonly string[] Secrets = ["pass", "pwd", "psw"];

    public static bool IsValid(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // What is wrong with it is not passed on: a password that was written without its quotes would be in the sentence.
            return false;
        }
    }

    /// <returns>The text as it may be shown again; nothing where it cannot be taken apart.</returns>
    public static string WithoutSecrets(string text)
    {
        if (!IsValid(text))
            return "";
        var parts = new DbConnectionStringBuilder { ConnectionString = text };
        var secret = parts.Keys.Cast<string>().Where(x => Secrets.Any(y => x.Contains(y, StringComparison.OrdinalIgnoreCase))).ToList();
        foreach (var key in secret)
            parts.Remove(key);
        return secret.Count == 0 ? text : parts.ConnectionString;
    }

    public static bool HasPassword(string text) => IsValid(text) && new NpgsqlConnectionStringBuilder(text).Password is { Length: > 0 };

    /// <exception cref="ArgumentException">The text is not valid.</exception>
    public static string WithPassword(string text, string? password) =>
        string.IsNullOrEmpty(password) ? text : new NpgsqlConnectionStringBuilder(text) { Password = password }.ToString();
}
