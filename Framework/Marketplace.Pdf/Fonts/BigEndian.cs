using System.Buffers.Binary;

namespace Marketplace.Pdf;

/// <summary>A part of a font file. What a damaged file refers to beyond its end is said, not read.</summary>
internal readonly struct BigEndian(ReadOnlyMemory<byte> bytes)
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Part(at, 2).Bytes.Span);

    public int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(Part(at, 2).Bytes.Span);

    public int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(Part(at, 4).Bytes.Span);

    public BigEndian Part(int at, int length) =>
        at >= 0 && length >= 0 && at <= bytes.Length - length
            ? new BigEndian(bytes.Slice(at, length))
            : throw new InvalidDataException("it is damaged: it refers to something beyond its end");
}
