using System.Security.Cryptography;

namespace Marketplace.Abstractions;

/// <summary>
/// Identifiers such as <c>dep_01jd…</c>: a prefix that says what it names, then a UUIDv7 in Crockford's base 32, so that they sort by time,
/// and those of one process and millisecond by the order they were made in. Unguessable enough against chance, but no secrets.
/// </summary>
public static class PrefixedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(Alphabet);

    private static int _count;

    public static string New(string prefix, TimeProvider time) => New(prefix, time.GetUtcNow());

    public static string New(string prefix, DateTimeOffset at) => Write(prefix, NextUuid(at));

    /// <summary>
    /// Sorts before every id of this prefix made at <paramref name="at"/> (to the millisecond) or later, and after those made earlier: ids
    /// kept in an index can be searched by time with it. It is no id itself.
    /// </summary>
    /// <param name="at">From 1970 on.</param>
    public static string LowerBound(string prefix, DateTimeOffset at) =>
        Write(prefix, new UInt128(checked((ulong)at.ToUnixTimeMilliseconds()) << 16, 0));

    /// <summary>Whether the text has the form of an id with this prefix; it need not name anything.</summary>
    public static bool IsWellFormed(string prefix, string? text) =>
        text?.Length == prefix.Length + 27
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && text.AsSpan(prefix.Length + 1).IndexOfAnyExcept(Letters) < 0;

    private static string Write(string prefix, UInt128 value) =>
        string.Create(prefix.Length + 27, (prefix, value), static (span, state) =>
        {
            state.prefix.CopyTo(span);
            span[state.prefix.Length] = '_';
            var rest = state.value;
            for (var i = span.Length - 1; i > state.prefix.Length; i--)
            {
                span[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });

    /// <summary>
    /// RFC 9562, version 7: 48 bits of milliseconds, then a counter of 32 bits where the standard allows one, then 42 random bits.
    /// </summary>
    private static UInt128 NextUuid(DateTimeOffset at)
    {
        var count = (uint)Interlocked.Increment(ref _count);
        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        var high = ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (count >> 20);
        var low = (2UL << 62) | ((ulong)(count & 0xFFFFF) << 42) | (BitConverter.ToUInt64(random) >> 22);
        return new UInt128(high, low);
    }
}
