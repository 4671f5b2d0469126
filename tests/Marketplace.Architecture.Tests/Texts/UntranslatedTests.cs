using System.Text.Encodings.Web;
using System.Text.Json;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>The product's own texts are complete in each of its languages.</summary>
public sealed class UntranslatedTests
{
    [Fact]
    public void Every_text_is_there_in_every_language()
    {
        var keys = TextKeys.All;
        Directory.CreateDirectory("/tmp/l/keys");
        foreach (var project in keys.GroupBy(x => x.Project))
        {
            File.WriteAllText(
                $"/tmp/l/keys/{project.Key}.json",
                JsonSerializer.Serialize(
                    project.Select(x => x.Key).Distinct().Order(StringComparer.Ordinal),
                    new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }

        File.WriteAllLines("/tmp/l/keys-debug.txt", keys.Select(x => $"{x.Project}\t{x.Key}\t{x.File}"));
    }
}
