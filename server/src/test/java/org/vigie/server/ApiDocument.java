package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/// openapi.yaml, as something that answers can be held against.
final class ApiDocument {

  private static final List<String> METHODS = List.of("get", "post", "put", "delete");
  private static final ApiDocument DOCUMENT = new ApiDocument();

  private final JsonNode root;

  private ApiDocument() {
    try (var in = ApiDocument.class.getResourceAsStream("/openapi.yaml")) {
      var yaml = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      root = Browser.JSON.valueToTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ApiDocument get() {
    return DOCUMENT;
  }

  JsonNode root() {
    return root;
  }

  /// Each operation by method and path: `GET /api/me`.
  Map<String, JsonNode> operations() {
    var operations = new TreeMap<String, JsonNode>();
    for (var path : root.get("paths").properties()) {
      for (var method : METHODS) {
        if (path.getValue().has(method)) {
          operations.put(
              method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
              path.getValue().get(method));
        }
      }
    }
    return operations;
  }

  List<String> words(String schema) {
    var words = new ArrayList<String>();
    schema(schema).get("enum").forEach(word -> words.add(word.asString()));
    return words;
  }

  /// An answer under /api or /public is one of those that the document allows, and has the form it
  /// says.
  void check(String method, String path, Browser.Answer answer) {
    boolean isFile = path.endsWith(".css") || path.endsWith(".woff2");
    if (isFile || !(path.startsWith("/api/") || path.startsWith("/public"))) {
      return;
    }
    var type = answer.header("content-type");
    if (type.startsWith("application/problem+json")) {
      check("Problem", schema("Problem"), answer.json());
      return;
    }
    var operation = operation(method, path);
    assertThat(operation).as("%s %s is documented", method, path).isNotNull();
    if (operation != null && type.startsWith("application/json")) {
      var status = String.valueOf(answer.response().statusCode());
      var response = operation.get("responses").get(status);
      assertThat(response).as("%s %s may answer %s", method, path, status).isNotNull();
      check(
          method + " " + path,
          response.get("content").get("application/json").get("schema"),
          answer.json());
    }
  }

  private @Nullable JsonNode operation(String method, String path) {
    for (var operation : operations().entrySet()) {
      var pattern = operation.getKey().replaceAll("\\{[a-z]+}", "[^/]+").replace(".", "\\.");
      if (Pattern.matches(pattern, method + " " + path)) {
        return operation.getValue();
      }
    }
    return null;
  }

  private JsonNode schema(String name) {
    return root.get("components").get("schemas").get(name);
  }

  /// The part of JSON Schema that the document uses.
  void check(String where, JsonNode given, JsonNode value) {
    var schema = given;
    while (schema.has("$ref")) {
      var ref = schema.get("$ref").asString();
      schema = schema(ref.substring(ref.lastIndexOf('/') + 1));
    }
    if (schema.has("enum")) {
      var words = new ArrayList<String>();
      schema.get("enum").forEach(word -> words.add(word.asString()));
      assertThat(value.asString()).as(where).isIn(words);
    }
    switch (schema.path("type").asString("")) {
      case "object" -> checkObject(where, schema, value);
      case "array" -> {
        assertThat(value.isArray()).as(where + " is a list").isTrue();
        for (var member : value) {
          check(where + "[]", schema.get("items"), member);
        }
      }
      case "string" -> assertThat(value.isString()).as(where + " is text").isTrue();
      case "integer" -> assertThat(value.isIntegralNumber()).as(where + " is whole").isTrue();
      case "number" -> assertThat(value.isNumber()).as(where + " is a number").isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as(where + " is yes or no").isTrue();
      default -> {}
    }
  }

  private void checkObject(String where, JsonNode schema, JsonNode value) {
    assertThat(value.isObject()).as(where + " is an object").isTrue();
    for (var name : schema.path("required")) {
      assertThat(value.has(name.asString())).as("%s has %s", where, name.asString()).isTrue();
    }
    if (schema.has("properties")) {
      for (var field : value.properties()) {
        var property = schema.get("properties").get(field.getKey());
        assertThat(property).as("%s.%s is documented", where, field.getKey()).isNotNull();
        check(where + "." + field.getKey(), property, field.getValue());
      }
    }
  }
}
