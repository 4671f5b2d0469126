using System.Security.Cryptography;
using System.Text.Json;

namespace Marketplace.Abstractions;

/// <summary>
/// What a form carries so that saving it never undoes somebody else's change: a digest of the record as it was shown. It is compared where
/// the record is locked, in the transaction that writes. A record that was changed and changed back is the same again, and nothing is lost
/// by writing over it.
/// </summary>
public static class RecordVersion
{
    private const int Bytes = 12;

    /// <summary>What a form edits is often named as a tuple, whose members are fields.</summary>
    private static readonly JsonSerializerOptions Members = new() { IncludeFields = true };

    /// <param name="record">Only what the form edits: what else changes in the row disturbs nobody.</param>
    /// <returns>16 letters, digits, hyphens and underscores.</returns>
    public static string Of<T>(T record) =>
        System.Buffers.Text.Base64Url.EncodeToString(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(record, Members)).AsSpan(0, Bytes));

    /// <returns>False where the form is older than the record, or says nothing of it.</returns>
    public static bool IsOf<T>(T record, string? version) => string.Equals(Of(record), version, StringComparison.Ordinal);
}
