namespace Marketplace.Abstractions;

/// <summary>Identifiers such as <c>dep_01jd…</c>: a prefix that says what it names, then a UUIDv7 in Crockford's base 32, so that they sort by time.</summary>
public static class PrefixedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New(string prefix, TimeProvider time) => New(prefix, time.GetUtcNow());

    public static string New(string prefix, DateTimeOffset at)
    {
        var value = ToUInt128(Guid.CreateVersion7(at));
        return string.Create(prefix.Length + 27, (prefix, value), static (span, state) =>
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
    }

    private static UInt128 ToUInt128(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
